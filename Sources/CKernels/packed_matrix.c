#include "CKernels.h"
#include "dispatch.h"

// Written once with the compiler's vectors, and compiled for each set of instructions.
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

#define NAME(x) plain_##x
#define TARGET
#define WIDTH 4
#define VECTORS 2
#include "packed_matrix_variant.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 8
#define VECTORS 2
#include "packed_matrix_variant.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define WIDTH 16
#define VECTORS 4
#include "packed_matrix_variant.h"
#endif

size_t ckernels_packed_count(ckernels_variant variant, size_t rows, size_t columns) {
    size_t block = CALL(variant, block_rows);
    return (rows + block - 1) / block * block * columns;
}

void ckernels_pack_matrix(ckernels_variant variant, const float *a, size_t row_stride, size_t rows, size_t columns,
                          float *packed) {
    const size_t block = CALL(variant, block_rows);
    for (size_t first = 0; first < rows; first += block) {
        for (size_t row = 0; row < block; row++) {
            const float *source = first + row < rows ? a + (first + row) * row_stride : NULL;
            for (size_t column = 0; column < columns; column++) {
                packed[column * block + row] = source ? source[column] : 0;
            }
        }
        packed += block * columns;
    }
}

void ckernels_packed_multiply(ckernels_variant variant, const float *packed, size_t rows, size_t columns,
                              const float *x, size_t x_stride, size_t lanes, float *y, size_t y_stride) {
    CALL(variant, multiply, packed, rows, columns, x, x_stride, lanes, y, y_stride);
}
