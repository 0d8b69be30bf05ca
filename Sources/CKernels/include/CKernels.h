// The loops that OpenBLAS does not do well enough, in C so that each can be compiled for wide vectors and chosen when
// the program runs. A benchmark or an accuracy figure stands beside every one of them in Docs/architecture.md.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>

/// A set of instructions that a kernel is written for.
typedef enum {
    CKERNELS_PLAIN,
    CKERNELS_AVX2,
    CKERNELS_AVX512,
    CKERNELS_NEON,
    CKERNELS_VARIANTS
} ckernels_variant;

/// Whether this processor, and this build, can run a variant.
int ckernels_supports(ckernels_variant variant);

/// The fastest variant that this processor can run.
ckernels_variant ckernels_best(void);

/// y[r] ← beta·y[r] + Σ_c a[r·columns + c]·x[c]: a matrix in single precision times a vector in double precision.
///
/// For networks that feed their output back: the weights, which are most of the memory, stay small, and nothing is lost
/// on the way around. The variants differ by the order of their sums and by whether a product is rounded before it is
/// added: about 1e-15 of the largest term.
void ckernels_matrix_vector(ckernels_variant variant, const float *a, size_t rows, size_t columns, const double *x,
                            double beta, double *y);

/// How many vectors a matrix that is packed is best multiplied by at once.
enum { CKERNELS_LANES = 5 };

/// The floats that ckernels_pack writes for a matrix.
size_t ckernels_packed_count(ckernels_variant variant, size_t rows, size_t columns);

/// Lays a matrix out as ckernels_packed_multiply of the same variant reads it, `row_stride` floats from row to row.
void ckernels_pack(ckernels_variant variant, const float *a, size_t row_stride, size_t rows, size_t columns,
                   float *packed);

/// y[l][r] ← y[l][r] + Σ_c A[r][c]·x[l][c] for a packed matrix A and every lane l, in single precision.
///
/// A lane's sums do not depend on which others it is computed with. For an LSTM, whose few sequences meet the whole of
/// its weights at every step: OpenBLAS would pack them anew each time, which takes as long as the product.
void ckernels_packed_multiply(ckernels_variant variant, const float *packed, size_t rows, size_t columns,
                              const float *x, size_t x_stride, size_t lanes, float *y, size_t y_stride);

/// The elementwise half of an LSTM's step: from the gates i, f, g, o [4 · hidden] before their activations to the new
/// cell and hidden state, in single precision, each function to about 1e-7.
void ckernels_lstm_update(ckernels_variant variant, const float *gates, size_t hidden, float *cell, float *output);

#endif
