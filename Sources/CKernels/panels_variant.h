// The kernels of panels for one set of instructions. Included once for each, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector
//     HALVES      whether it widens 16-bit floats

typedef float NAME(vector) __attribute__((vector_size(4 * WIDTH), aligned(4)));

enum { NAME(UNIT) = CKERNELS_PANEL_ROWS / WIDTH };
#define UNIT NAME(UNIT)

#if HALVES
typedef _Float16 NAME(halves) __attribute__((vector_size(2 * WIDTH), aligned(2)));
#endif

/// The `index`th vector of weights.
TARGET INLINE void NAME(load)(const void *weights, const int is_half, size_t index, NAME(vector) *w) {
    (void)is_half;
#if HALVES
    if (is_half) {
        *w = __builtin_convertvector(((const NAME(halves) *)weights)[index], NAME(vector));
        return;
    }
#endif
    *w = ((const NAME(vector) *)weights)[index];
}

/// One panel of `units` · CKERNELS_PANEL_ROWS rows. Nothing but constants chooses among the sums, or they would not be in
/// registers.
TARGET INLINE void NAME(panel)(const int units, const int is_half, const void *weights, size_t columns,
                               const float *start, const float *x, float *y) {
    NAME(vector) sums[units * UNIT];
    UNROLL for (int v = 0; v < units * UNIT; v++) sums[v] = *(const NAME(vector) *)(start + v * WIDTH);
    for (size_t c = 0; c < columns; c++) {
        UNROLL for (int v = 0; v < units * UNIT; v++) {
            NAME(vector) w;
            NAME(load)(weights, is_half, c * units * UNIT + v, &w);
            sums[v] += w * x[c];
        }
    }
    UNROLL for (int v = 0; v < units * UNIT; v++) *(NAME(vector) *)(y + v * WIDTH) = sums[v];
}

TARGET INLINE void NAME(panels)(const int is_half, const ckernels_panels *a, const float *start, const float *x,
                                float *y) {
    const size_t units = a->rows / CKERNELS_PANEL_ROWS, count = panel_count(units);
    const char *weights = a->weights;
    for (size_t panel = 0, first = 0; panel < count; panel++) {
        size_t end = (panel + 1) * units / count, rows = first * CKERNELS_PANEL_ROWS;
        const float *from = start + rows;
        float *to = y + rows;
        switch (end - first) {
        case 1: NAME(panel)(1, is_half, weights, a->columns, from, x, to); break;
        case 2: NAME(panel)(2, is_half, weights, a->columns, from, x, to); break;
        case 3: NAME(panel)(3, is_half, weights, a->columns, from, x, to); break;
        case 4: NAME(panel)(4, is_half, weights, a->columns, from, x, to); break;
        case 5: NAME(panel)(5, is_half, weights, a->columns, from, x, to); break;
        default: NAME(panel)(6, is_half, weights, a->columns, from, x, to);
        }
        weights += (end - first) * CKERNELS_PANEL_ROWS * a->columns * (is_half ? 2 : 4);
        first = end;
    }
}

TARGET static void NAME(multiply)(const ckernels_panels *a, const float *start, const float *x, float *y) {
#if HALVES
    if (a->is_half) {
        NAME(panels)(1, a, start, x, y);
        return;
    }
#endif
    NAME(panels)(0, a, start, x, y);
}

#undef UNIT
#undef NAME
#undef TARGET
#undef WIDTH
#undef HALVES
