#ifndef CKERNELS_PANELS_H
#define CKERNELS_PANELS_H

#include "variants.h"

#include <stddef.h>

/// The rows that a panel's height is a multiple of; vectors of outputs are padded to as many.
enum { CKERNELS_PANEL_ROWS = 16 };

/// A matrix for products with one vector at a time, in panels of rows whose sums stay in registers while their weights
/// pass by once, column after column.
typedef struct {
    const void *weights;
    /// A multiple of CKERNELS_PANEL_ROWS.
    size_t rows;
    size_t columns;
    /// Whether the weights are 16-bit floats, else 32-bit ones.
    int is_half;
} ckernels_panels;

/// Whether a variant widens 16-bit floats by itself.
int ckernels_widens_halves(ckernels_variant variant);

/// Whether every one of some numbers is a 16-bit float.
int ckernels_are_halves(const float *x, size_t count);

/// Lays a matrix [rows, columns] out in panels, as 16-bit floats if it `is_half`.
void ckernels_pack_panels(const float *source, size_t rows, size_t columns, int is_half, void *panels);

/// y ← start + A·x. Every sum has one order, whatever the variant's panels are. [columns] → [rows]
void ckernels_multiply_panels(ckernels_variant variant, const ckernels_panels *a, const float *start, const float *x,
                              float *y);

#endif
