#include "CKernels.h"
#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// All are the inner product of a row with x, four sums at a time: a sum waits for the one before it.
static double scalar_product(const float *a, const double *x, size_t n) {
    double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        sum0 += a[i] * x[i];
        sum1 += a[i + 1] * x[i + 1];
        sum2 += a[i + 2] * x[i + 2];
        sum3 += a[i + 3] * x[i + 3];
    }
    for (; i < n; i++) sum0 += a[i] * x[i];
    return (sum0 + sum1) + (sum2 + sum3);
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static inline __m256d add_products4(const float *a, const double *x, __m256d sum) {
    return _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(a)), _mm256_loadu_pd(x), sum);
}

AVX2 static double avx2_product(const float *a, const double *x, size_t n) {
    __m256d sum0 = _mm256_setzero_pd(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        sum0 = add_products4(a + i, x + i, sum0);
        sum1 = add_products4(a + i + 4, x + i + 4, sum1);
        sum2 = add_products4(a + i + 8, x + i + 8, sum2);
        sum3 = add_products4(a + i + 12, x + i + 12, sum3);
    }
    double lanes[4];
    _mm256_storeu_pd(lanes, _mm256_add_pd(_mm256_add_pd(sum0, sum1), _mm256_add_pd(sum2, sum3)));
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + scalar_product(a + i, x + i, n - i);
}

#define AVX512 __attribute__((target("avx512f")))

AVX512 static inline __m512d add_products8(const float *a, const double *x, __m512d sum) {
    return _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(a)), _mm512_loadu_pd(x), sum);
}

AVX512 static double avx512_product(const float *a, const double *x, size_t n) {
    __m512d sum0 = _mm512_setzero_pd(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        sum0 = add_products8(a + i, x + i, sum0);
        sum1 = add_products8(a + i + 8, x + i + 8, sum1);
        sum2 = add_products8(a + i + 16, x + i + 16, sum2);
        sum3 = add_products8(a + i + 24, x + i + 24, sum3);
    }
    for (; i + 8 <= n; i += 8) sum0 = add_products8(a + i, x + i, sum0);
    return _mm512_reduce_add_pd(_mm512_add_pd(_mm512_add_pd(sum0, sum1), _mm512_add_pd(sum2, sum3))) +
           scalar_product(a + i, x + i, n - i);
}
#elif defined(__aarch64__)
static double plain_product(const float *a, const double *x, size_t n) {
    float64x2_t sum0 = vdupq_n_f64(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        float32x4_t a0 = vld1q_f32(a + i), a1 = vld1q_f32(a + i + 4);
        sum0 = vfmaq_f64(sum0, vcvt_f64_f32(vget_low_f32(a0)), vld1q_f64(x + i));
        sum1 = vfmaq_f64(sum1, vcvt_high_f64_f32(a0), vld1q_f64(x + i + 2));
        sum2 = vfmaq_f64(sum2, vcvt_f64_f32(vget_low_f32(a1)), vld1q_f64(x + i + 4));
        sum3 = vfmaq_f64(sum3, vcvt_high_f64_f32(a1), vld1q_f64(x + i + 6));
    }
    return vaddvq_f64(vaddq_f64(vaddq_f64(sum0, sum1), vaddq_f64(sum2, sum3))) + scalar_product(a + i, x + i, n - i);
}
#endif
#if !defined(__aarch64__)
#define plain_product scalar_product
#endif

void ckernels_matrix_vector(ckernels_variant variant, const float *a, size_t rows, size_t columns, const double *x,
                            double beta, double *y) {
    for (size_t row = 0; row < rows; row++) {
        double sum = CALL(variant, product, a + row * columns, x, columns);
        y[row] = beta == 0 ? sum : sum + beta * y[row];
    }
}
