#include "CKernels.h"
#include "dispatch.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A product may be added without being rounded first, where the instructions can.
#pragma STDC FP_CONTRACT ON

#define UNROLL _Pragma("clang loop unroll(full)")
#define ALWAYS_INLINE __attribute__((always_inline)) inline
/// How many tiles ahead memory is fetched.
#define AHEAD 2
#define MOST_PAIRS (CKERNELS_MOST_POINTS / 2)

static inline float float_of(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Every processor that the compiler builds for has vectors of four floats, or does as if.
#define NAME(x) plain_##x
#define TARGET
#define LANES 4
#if defined(__aarch64__)
#define ROWS 6
#define VECTORS 4
#else
#define ROWS 3
#define VECTORS 2
#endif
#include "convolution_template.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define ROWS 6
#define VECTORS 2
#include "convolution_template.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f,fma")))
#define LANES 16
#define ROWS 12
#define VECTORS 2
#include "convolution_template.h"

/// With the instruction that multiplies pairs of bfloat16 and adds both products up.
__attribute__((target("avx512f,avx512bf16"))) static void dots_bfloat16(const uint32_t *x, size_t rows, size_t stride,
                                                                         size_t groups, const uint32_t *w, float *y) {
    enum { block = 12 };
    for (size_t row = 0; row < rows; row += block) {
        __m512 left[block], right[block];
        UNROLL for (int r = 0; r < block; r++) left[r] = right[r] = _mm512_setzero_ps();
        const uint32_t *values = x + row * stride;
        for (size_t i = 0; i < groups * stride; i++) {
            __m512bh first = (__m512bh)_mm512_loadu_si512(w + i * CKERNELS_PANEL);
            __m512bh second = (__m512bh)_mm512_loadu_si512(w + i * CKERNELS_PANEL + 16);
            UNROLL for (int r = 0; r < block; r++) {
                __m512bh pair = (__m512bh)_mm512_set1_epi32((int)values[r * stride + i]);
                left[r] = _mm512_dpbf16_ps(left[r], first, pair);
                right[r] = _mm512_dpbf16_ps(right[r], second, pair);
            }
        }
        UNROLL for (int r = 0; r < block; r++) {
            _mm512_storeu_ps(y + (row + r) * CKERNELS_PANEL, left[r]);
            _mm512_storeu_ps(y + (row + r) * CKERNELS_PANEL + 16, right[r]);
        }
    }
}
#endif

void ckernels_convolution_input(ckernels_variant variant, const ckernels_toom_cook *plan, const float *const *rows,
                                size_t step, size_t tiles, size_t channels, float slope, void *y, size_t stride,
                                size_t point_stride, int is_bfloat16) {
    CALL(variant, input, plan, rows, step, tiles, channels, slope, y, stride, point_stride, is_bfloat16);
}

void ckernels_convolution_product(ckernels_variant variant, const float *x, size_t rows, size_t channels,
                                  size_t groups, const float *w, float *y) {
    CALL(variant, product, x, rows, channels, groups, w, y);
}

void ckernels_convolution_product_bfloat16(ckernels_variant variant, const uint32_t *x, size_t rows, size_t channels,
                                           size_t groups, const uint32_t *w, float *y) {
    size_t words = channels / 2;
#if defined(__x86_64__)
    if (variant == CKERNELS_AVX512 && __builtin_cpu_supports("avx512bf16")) {
        dots_bfloat16(x, rows, words, groups, w, y);
        return;
    }
    if (variant == CKERNELS_AVX512 || variant == CKERNELS_AVX2) {
        avx2_product_bfloat16(x, rows, words, groups, w, y);
        return;
    }
#endif
    (void)variant;
    plain_product_bfloat16(x, rows, words, groups, w, y);
}

void ckernels_convolution_output(ckernels_variant variant, const ckernels_toom_cook *plan, const float *products,
                                 size_t point_stride, size_t tiles, const float *bias, const ckernels_rows *to,
                                 size_t first_channel, size_t channels) {
    CALL(variant, output, plan, products, point_stride, tiles, bias, to, first_channel, channels);
}

void ckernels_narrow_convolution(ckernels_variant variant, const float *const *rows, size_t frames, size_t step,
                                 size_t taps, size_t channels, float slope, const float *w, float bias, float *y,
                                 size_t y_stride) {
    CALL(variant, narrow, rows, frames, step, taps, channels, slope, w, bias, y, y_stride);
}
