// The kernels of an LSTM for one set of instructions. Included once for each, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector

#include "single_math.h"

/// WIDTH hidden units.
TARGET INLINE void NAME(units)(const float *gates, size_t hidden, float *cell, float *output) {
    NAME(vector) i = *(const NAME(vector) *)gates, f = *(const NAME(vector) *)(gates + hidden);
    NAME(vector) g = *(const NAME(vector) *)(gates + 2 * hidden), o = *(const NAME(vector) *)(gates + 3 * hidden);
    NAME(sigmoid)(&i);
    NAME(sigmoid)(&f);
    NAME(tanh)(&g);
    NAME(sigmoid)(&o);
    NAME(vector) c = f * *(NAME(vector) *)cell + i * g;
    *(NAME(vector) *)cell = c;
    NAME(tanh)(&c);
    *(NAME(vector) *)output = o * c;
}

TARGET static void NAME(update)(const float *gates, size_t hidden, float *cell, float *output) {
    size_t unit = 0;
    for (; unit + WIDTH <= hidden; unit += WIDTH) NAME(units)(gates + unit, hidden, cell + unit, output + unit);
    if (unit == hidden) return;
    // The last few go the same way, in memory for a whole vector: gates, cell, output.
    float rest[6 * WIDTH] = {0};
    for (size_t i = unit; i < hidden; i++) {
        for (size_t gate = 0; gate < 4; gate++) rest[gate * WIDTH + i - unit] = gates[gate * hidden + i];
        rest[4 * WIDTH + i - unit] = cell[i];
    }
    NAME(units)(rest, WIDTH, rest + 4 * WIDTH, rest + 5 * WIDTH);
    for (size_t i = unit; i < hidden; i++) {
        cell[i] = rest[4 * WIDTH + i - unit];
        output[i] = rest[5 * WIDTH + i - unit];
    }
}

#undef NAME
#undef TARGET
#undef WIDTH
