// The kernels of a stack of dilated convolutions for one set of instructions. Included once for each, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector

#include "single_math.h"

/// z ← tanh(a) ⊙ σ(b), a and b one behind the other.
TARGET static void NAME(gate)(const float *sums, size_t units, float *z) {
    for (size_t unit = 0; unit < units; unit += WIDTH) {
        NAME(vector) a = *(const NAME(vector) *)(sums + unit), b = *(const NAME(vector) *)(sums + units + unit);
        NAME(tanh)(&a);
        NAME(sigmoid)(&b);
        *(NAME(vector) *)(z + unit) = a * b;
    }
}

/// x ← (x + y) · √½
TARGET static void NAME(residual)(const float *x, const float *y, size_t count, float *result) {
    for (size_t i = 0; i < count; i += WIDTH)
        *(NAME(vector) *)(result + i) = (*(const NAME(vector) *)(x + i) + *(const NAME(vector) *)(y + i)) * 0.70710678f;
}

/// `count` is a multiple of CKERNELS_PANEL_ROWS.
TARGET static void NAME(mix)(const float *start, const float *const rows[3], const float *weights, float *y,
                             size_t count) {
    for (size_t i = 0; i < count; i += WIDTH) {
        NAME(vector) sum = {0};
        if (start) sum = *(const NAME(vector) *)(start + i);
        UNROLL for (size_t row = 0; row < 3; row++)
            if (rows[row]) sum += *(const NAME(vector) *)(rows[row] + i) * weights[row];
        *(NAME(vector) *)(y + i) = sum;
    }
}

#undef NAME
#undef TARGET
#undef WIDTH
