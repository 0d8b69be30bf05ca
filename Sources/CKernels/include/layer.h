#ifndef CKERNELS_LAYER_H
#define CKERNELS_LAYER_H

#include "variants.h"

#include <stddef.h>
#include <stdint.h>

/// The rows that are computed together: their sums stay in registers while the columns pass by.
enum { CKERNELS_BLOCK = 32 };
/// The units of an LSTM in a block: their rows of the gates i, f, g and o, one gate after the other.
enum { CKERNELS_UNITS = CKERNELS_BLOCK / 4 };

/// Below this a number of `table_input` is slight: single precision of the table then does for a sum in double.
#define CKERNELS_SLIGHT 0x1p-7

/// A layer whose weights lie in the order in which they are read: [blocks, columns, CKERNELS_BLOCK].
typedef struct {
    /// In single precision.
    const float *weights;
    /// The same in bfloat16 and read in their place, or null: [blocks, (columns + 1) / 2, CKERNELS_BLOCK], two columns to
    /// a word, the first of them in its lower half.
    const uint32_t *pairs;
    /// [blocks, CKERNELS_BLOCK]
    const float *bias;
    size_t columns;
    /// The number of outputs: rows of a linear layer, units of an LSTM.
    size_t outputs;
    /// Whether the rows are gates, so that what comes out is the new state.
    int is_lstm;
} ckernels_layer;

/// One of the vectors that a layer is applied to.
typedef struct {
    /// [columns]
    const double *input;
    /// The same in single precision and one zero more; only read with `pairs`.
    const float *single_input;
    /// A matrix of this vector's own, packed like the layer's weights, whose product with `table_input` is added:
    /// [blocks, table_columns, CKERNELS_BLOCK]. It is not there if `table_columns` is zero.
    const float *table;
    /// What single precision leaves out of it, packed likewise; only read where `table_input` is not slight.
    const float *table_rest;
    const double *table_input;
    size_t table_columns;
    /// The cell state of an LSTM, replaced. [outputs]
    double *cell;
    /// Receives the outputs, or an LSTM's hidden state; must not overlap any vector's input. [outputs]
    double *output;
} ckernels_lane;

/// Computes the outputs of `blocks` blocks from `first` on for every lane: W·input + table·table_input + b, and for an
/// LSTM what its gates make of that.
///
/// Only the first `columns` of the layer are applied. What a lane gets does not depend on which others are there, nor on
/// how the blocks are divided among calls. A weight is read, and converted, once for several lanes. Sums are in double
/// precision; those over `pairs` in single precision.
void ckernels_apply(ckernels_variant variant, const ckernels_layer *layer, size_t columns, size_t first, size_t blocks,
                    const ckernels_lane *lanes, size_t count);

/// A layer applied to some lanes, for a crew: a piece is `blocks_per_piece` blocks.
typedef struct {
    ckernels_variant variant;
    ckernels_layer layer;
    size_t columns;
    size_t blocks_per_piece;
    const ckernels_lane *lanes;
    size_t count;
} ckernels_layer_work;

/// Does one piece of a ckernels_layer_work.
void ckernels_layer_piece(const void *work, size_t piece);

/// Puts columns of a matrix where ckernels_apply reads them: column c of `source` becomes column `first` + c of `packed`.
///
/// - source: element (row, c) at row·row_stride + c·column_stride; 4·outputs rows for an LSTM, in PyTorch's order.
/// - packed: [blocks, columns, CKERNELS_BLOCK]; rows that the matrix does not have become zero.
void ckernels_pack(const float *source, size_t row_stride, size_t column_stride, size_t source_columns, size_t outputs,
                   int is_lstm, float *packed, size_t columns, size_t first);

/// The upper half of a float: rounded to the nearest, of two the even one. What is no number stays none.
static inline uint32_t ckernels_bfloat16(float x) {
    union {
        float value;
        uint32_t bits;
    } u = {x};
    if (x != x) return u.bits >> 16 | 1;  // Rounding must not make infinity of it.
    return (u.bits + 0x7fff + (u.bits >> 16 & 1)) >> 16;
}

/// Rounds packed weights to bfloat16, to the nearest and to even between two.
void ckernels_pack_pairs(const float *packed, size_t blocks, size_t columns, uint32_t *pairs);

/// Makes a table, and what single precision leaves out of it, from its columns: [table_columns, blocks, CKERNELS_BLOCK] →
/// twice [blocks, table_columns, CKERNELS_BLOCK].
void ckernels_pack_table(const double *products, size_t blocks, size_t table_columns, float *table, float *rest);

#endif
