#ifndef CKERNELS_LSTM_H
#define CKERNELS_LSTM_H

#include "variants.h"

#include <stddef.h>

/// How many vectors a matrix that is packed is best multiplied by at once.
enum { CKERNELS_LANES = 5 };

/// The floats that ckernels_pack_matrix writes for a matrix.
size_t ckernels_packed_count(ckernels_variant variant, size_t rows, size_t columns);

/// Lays a matrix out as ckernels_packed_multiply of the same variant reads it, `row_stride` floats from row to row.
void ckernels_pack_matrix(ckernels_variant variant, const float *a, size_t row_stride, size_t rows, size_t columns,
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
