#include "CKernels.h"

// A product may be added without being rounded first, where the instructions can.
#pragma STDC FP_CONTRACT ON

#define UNROLL _Pragma("clang loop unroll(full)")
#define ALWAYS_INLINE __attribute__((always_inline)) inline
/// How many tiles ahead memory is fetched.
#define AHEAD 2
#define MOST_PAIRS (CKERNELS_MOST_POINTS / 2)

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
#endif

#if defined(__x86_64__)
#define CALL(variant, function, ...)                       \
    switch (variant) {                                     \
    case CKERNELS_AVX2: avx2_##function(__VA_ARGS__); break;     \
    case CKERNELS_AVX512: avx512_##function(__VA_ARGS__); break; \
    default: plain_##function(__VA_ARGS__); break;               \
    }
#else
#define CALL(variant, function, ...) (void)(variant), plain_##function(__VA_ARGS__)
#endif

void ckernels_convolution_input(ckernels_variant variant, const ckernels_toom_cook *plan, const float *const *rows,
                                size_t step, size_t tiles, size_t channels, float slope, float *y, size_t stride,
                                size_t point_stride) {
    CALL(variant, input, plan, rows, step, tiles, channels, slope, y, stride, point_stride);
}

void ckernels_convolution_product(ckernels_variant variant, const float *x, size_t rows, size_t channels,
                                  size_t groups, const float *w, float *y) {
    CALL(variant, product, x, rows, channels, groups, w, y);
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
