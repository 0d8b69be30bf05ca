// The functions between layers for one set of instructions. Included once for each, after defining what
// single_math.h needs.

#include "single_math.h"

TARGET static void NAME(tanh_all)(float *x, size_t count) {
    for (; count >= WIDTH; x += WIDTH, count -= WIDTH) NAME(tanh)((NAME(vector) *)x);
    NAME(vector) rest = {0};
    memcpy(&rest, x, count * sizeof(float));
    NAME(tanh)(&rest);
    memcpy(x, &rest, count * sizeof(float));
}

#undef NAME
#undef TARGET
#undef WIDTH
