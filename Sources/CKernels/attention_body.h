// One variant of the kernels of attention; attention.c includes this once for each.
#include "double_math.h"

static TARGET void NAME(energies)(size_t symbols, size_t size, const double *location, const double *query,
                                  const double *keys, const double *v, double *energies) {
    for (size_t s = 0; s < symbols; s++, location += size, keys += size) {
        doubles sum = {0};
        size_t i = 0;
        for (; i + LANES <= size; i += LANES) {
            doubles x = *(const doubles *)(location + i) + *(const doubles *)(query + i) + *(const doubles *)(keys + i);
            sum += *(const doubles *)(v + i) * NAME(tanh)(x);
        }
        double total = 0;
        for (size_t lane = 0; lane < LANES; lane++) total += sum[lane];
        if (i < size) {
            doubles x = {0};
            for (size_t lane = 0; i + lane < size; lane++) x[lane] = location[i + lane] + query[i + lane] + keys[i + lane];
            x = NAME(tanh)(x);
            for (size_t lane = 0; i + lane < size; lane++) total += v[i + lane] * x[lane];
        }
        energies[s] = total;
    }
}

static TARGET void NAME(softmax)(size_t symbols, const double *energies, double *weights) {
    double largest = energies[0], sum = 0;
    for (size_t s = 1; s < symbols; s++) largest = energies[s] > largest ? energies[s] : largest;
    for (size_t s = 0; s < symbols; s += LANES) {
        size_t count = symbols - s < LANES ? symbols - s : LANES;
        doubles x = {0};
        for (size_t lane = 0; lane < count; lane++) x[lane] = energies[s + lane] - largest;
        x = NAME(exponential)(x);
        for (size_t lane = 0; lane < count; lane++) {
            weights[s + lane] = x[lane];
            sum += x[lane];
        }
    }
    for (size_t s = 0; s < symbols; s++) weights[s] /= sum;
}

#include "double_math_end.h"
