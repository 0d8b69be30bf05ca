// The vectors of a set of instructions in single precision, and their exponentials. Included once for each by every family
// of kernels that needs them, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector
//     INLINE      for functions that become part of their callers

typedef float NAME(vector) __attribute__((vector_size(4 * WIDTH), aligned(4)));
typedef int NAME(integers) __attribute__((vector_size(4 * WIDTH), aligned(4)));

/// x with `limit` where `beyond` is set.
TARGET INLINE void NAME(limit)(NAME(vector) *x, NAME(integers) beyond, float limit) {
    NAME(vector) limits = (NAME(vector)){0} + limit;
    *x = (NAME(vector))((beyond & (NAME(integers))limits) | (~beyond & (NAME(integers))*x));
}

/// eˣ = 2ⁿ (1 + p): x = n ln 2 + r, and p = eʳ − 1 by its Taylor polynomial of degree 7 on |r| ≤ ½ ln 2. Beyond ±87 the
/// argument is cut off, before infinity and denormals. A NaN stays one. Replaces x by p.
TARGET INLINE void NAME(reduce)(NAME(vector) *argument, NAME(vector) *power) {
    NAME(vector) x = *argument;
    NAME(limit)(&x, x > 87.0f, 87.0f);
    NAME(limit)(&x, x < -87.0f, -87.0f);
    // Adding 1.5 · 2²³ rounds to an integer, which then stands in the lowest bits.
    NAME(vector) shifted = x * 1.44269504f + 12582912.0f;
    NAME(vector) n = shifted - 12582912.0f;
    NAME(vector) r = x - n * 0.693359375f + n * 2.12194440e-4f;
    NAME(vector) p = r * (1.0f / 5040) + (1.0f / 720);
    p = p * r + (1.0f / 120);
    p = p * r + (1.0f / 24);
    p = p * r + (1.0f / 6);
    p = p * r + 0.5f;
    *argument = p * (r * r) + r;
    *power = (NAME(vector))(((NAME(integers))shifted - 0x4b400000 + 127) << 23);
}

/// eˣ to about one unit in the last place.
TARGET INLINE void NAME(exponential)(NAME(vector) *x) {
    NAME(vector) power;
    NAME(reduce)(x, &power);
    *x = (*x + 1.0f) * power;
}

/// 1 / (1 + e⁻ˣ)
TARGET INLINE void NAME(sigmoid)(NAME(vector) *x) {
    NAME(vector) e = -*x;
    NAME(exponential)(&e);
    *x = 1.0f / (1.0f + e);
}

/// (e²ˣ − 1) / (e²ˣ + 1) to about two units in the last place, however small x is.
TARGET INLINE void NAME(tanh)(NAME(vector) *x) {
    NAME(vector) e = *x + *x, power;
    NAME(reduce)(&e, &power);
    e = e * power + (power - 1.0f);
    *x = e / (e + 2.0f);
}
