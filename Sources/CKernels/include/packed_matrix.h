#ifndef CKERNELS_PACKED_MATRIX_H
#define CKERNELS_PACKED_MATRIX_H

#include "variants.h"

#include <stddef.h>

/// How many vectors a matrix that is packed is best multiplied by at once.
enum { CKERNELS_LANES = 5 };

/// A part of a packed matrix begins at a multiple of so many rows: there every variant begins a block.
enum { CKERNELS_PART_ROWS = 64 };

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

#endif
