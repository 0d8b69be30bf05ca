#include "CKernels.h"
#include "dispatch.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

/// Panels of at most six units, whose sums and a vector of weights all variants have registers for.
static inline size_t panel_count(size_t units) { return (units + 5) / 6; }

#define NAME(x) plain_##x
#define TARGET
#define WIDTH 4
#define HALVES 0
#include "panels_variant.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma,f16c")))
#define WIDTH 8
#define HALVES 1
#include "panels_variant.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define WIDTH 16
#define HALVES 1
#include "panels_variant.h"
#endif

int ckernels_widens_halves(ckernels_variant variant) {
    return variant == CKERNELS_AVX2 || variant == CKERNELS_AVX512;
}

// Whether all bits of a float fit into sign, five bits of exponent and ten of fraction, subnormal ones included.
static int is_half(float x) {
    if (x == 0) return 1;
    int exponent;
    float fraction = frexpf(x, &exponent);  // x = fraction · 2^exponent, ½ ≤ |fraction| < 1
    if (!(fabsf(fraction) < 1) || exponent > 16) return 0;
    int bits = exponent > -14 ? 11 : 11 + exponent + 13;
    if (bits < 1) return 0;
    float scaled = ldexpf(fraction, bits);
    return scaled == (float)(int)scaled;
}

static uint16_t half_bits(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
    int exponent = (int)(bits >> 23 & 0xff) - 127;
    uint32_t fraction = bits & 0x7fffff;
    if (x == 0) return sign;
    if (exponent < -14) return sign | (uint16_t)((fraction | 0x800000) >> (-1 - exponent));
    return sign | (uint16_t)((exponent + 15) << 10 | fraction >> 13);
}

int ckernels_are_halves(const float *x, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!is_half(x[i])) return 0;
    return 1;
}

void ckernels_pack_panels(const float *source, size_t rows, size_t columns, int is_half, void *panels) {
    size_t units = rows / CKERNELS_PANEL_ROWS, count = panel_count(units);
    float *wide = panels;
    uint16_t *halves = panels;
    for (size_t panel = 0; panel < count; panel++) {
        size_t first = panel * units / count * CKERNELS_PANEL_ROWS, end = (panel + 1) * units / count * CKERNELS_PANEL_ROWS;
        for (size_t c = 0; c < columns; c++) {
            for (size_t r = first; r < end; r++) {
                float x = source[r * columns + c];
                if (is_half) {
                    *halves++ = half_bits(x);
                } else {
                    *wide++ = x;
                }
            }
        }
    }
}

void ckernels_multiply_panels(ckernels_variant variant, const ckernels_panels *a, const float *start, const float *x,
                              float *y) {
    CALL(variant, multiply, a, start, x, y);
}
