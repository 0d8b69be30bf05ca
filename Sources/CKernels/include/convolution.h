#ifndef CKERNELS_CONVOLUTION_H
#define CKERNELS_CONVOLUTION_H

#include "variants.h"

#include <stddef.h>
#include <stdint.h>

/// Output channels whose weights lie side by side; also the most rows that a product computes beyond those asked for.
#define CKERNELS_PANEL 32
/// The most points of a ``ckernels_toom_cook``.
#define CKERNELS_MOST_POINTS 11

/// How a tile of a convolution is computed with fewer products (Toom-Cook, as Winograd 1980 has it for filters).
///
/// A tile makes m = `outputs` frames with r taps. Both are taken as polynomials, which are known by their values at
/// m + r − 1 points: `points`/2 pairs ±a, and the coefficient of the highest power ("at infinity"). With the transposed
/// map, where R = Π (x² − b²) over all other pairs and E = Π (x² − a²) over all,
///
///     input at ±a:         Σ_k R_k·x[2k + 1] ± a·Σ_k R_k·x[2k]        at infinity: Σ_k E_k·x[2k]
///     output i:            Σ_a aⁱ·(product at a + (−1)ⁱ · product at −a), the last with the product at infinity
///
/// With one point it is the ordinary convolution.
typedef struct {
    /// m.
    size_t outputs;
    /// m + r − 1: odd, at most ``CKERNELS_MOST_POINTS``.
    size_t points;
    /// a of each pair. [points / 2]
    const float *roots;
    /// R of each pair. [points / 2, points / 2]
    const float *inner;
    /// E. [points / 2 + 1]
    const float *outer;
    /// aⁱ. [outputs, points / 2]
    const float *powers;
} ckernels_toom_cook;

/// Where the frames of a convolution go.
typedef struct {
    /// The memory of each frame, or null where none is wanted.
    float *const *rows;
    /// What is added to each frame, or null.
    const float *const *residuals;
    /// Whether the result is added to what the memory holds.
    int accumulating;
    /// The number of rows from one frame of a tile to the next.
    size_t step;
} ckernels_rows;

/// The values at all points of max(x, slope·x). [points, tiles, channels]
///
/// @param rows The frames: tile t reads rows (t·m + i)·step, i < points. Channels are a multiple of 16.
/// @param y Receives floats, or bfloat16 of half their size.
/// @param stride The number of values from one tile to the next, `point_stride` from one point to the next.
void ckernels_convolution_input(ckernels_variant variant, const ckernels_toom_cook *plan, const float *const *rows,
                                size_t step, size_t tiles, size_t channels, float slope, void *y, size_t stride,
                                size_t point_stride, int is_bfloat16);

/// y[r, o] ← Σ_g Σ_c x[r + g, c]·w[g, c, o]: a panel of outputs at one point. [rows, 32]
///
/// Computes up to 31 rows more than asked for, for which x and y must have memory.
void ckernels_convolution_product(ckernels_variant variant, const float *x, size_t rows, size_t channels,
                                  size_t groups, const float *w, float *y);

/// The same of bfloat16, two in each word: those of an even input in the lower half. w is [groups, channels / 2, 32].
///
/// How sums are rounded depends on the processor: the dot products of AVX-512 round otherwise than others do.
void ckernels_convolution_product_bfloat16(ckernels_variant variant, const uint32_t *x, size_t rows, size_t channels,
                                           size_t groups, const uint32_t *w, float *y);

/// The frames of some tiles from their products at all points: channels `first_channel` and on, a multiple of 16.
void ckernels_convolution_output(ckernels_variant variant, const ckernels_toom_cook *plan, const float *products,
                                 size_t point_stride, size_t tiles, const float *bias, const ckernels_rows *to,
                                 size_t first_channel, size_t channels);

/// y[t] ← bias + Σ_j Σ_c w[j, c]·max(x, slope·x)[t + j·step, c]: one output channel. Channels are a multiple of 16.
void ckernels_narrow_convolution(ckernels_variant variant, const float *const *rows, size_t frames, size_t step,
                                 size_t taps, size_t channels, float slope, const float *w, float bias, float *y,
                                 size_t y_stride);

#endif
