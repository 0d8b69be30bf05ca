// Runs every kernel in its plain variant on the same numbers whatever the machine, and writes what comes out: a line of
// name, precision and count, then a number a line. Scripts/check-processors compares what two machines write. Arguments
// that draw numbers are evaluated in one order, since one compiler makes both programs.
#include "CKernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Sizes fill no block, no vector and no pair.
enum { ROWS = 75, COLUMNS = 43, LANES = 7, SYMBOLS = 13 };

static uint64_t state = 88172645463325252;

// Between −1 and 1, of 24 bits, so that it is a float (Marsaglia 2003, xorshift).
static float number(void) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (float)((int32_t)(state >> 32) >> 8) / (float)(1 << 23);
}

static void *memory(size_t bytes) {
    void *result = ckernels_allocate(bytes);
    if (!result) exit(1);
    return result;
}

static float *floats(size_t count) {
    float *result = memory(count * sizeof(float));
    for (size_t i = 0; i < count; i++) result[i] = number();
    return result;
}

static double *doubles(size_t count) {
    double *result = memory(count * sizeof(double));
    for (size_t i = 0; i < count; i++) result[i] = number() + number() * 0x1p-24;
    return result;
}

static float *halves(size_t count) {
    float *result = floats(count);
    for (size_t i = 0; i < count; i++) result[i] = (float)(int)(result[i] * 1024) / 1024;
    return result;
}

static void write_floats(const char *name, const float *x, size_t count) {
    printf("%s single %zu\n", name, count);
    for (size_t i = 0; i < count; i++) printf("%a\n", (double)x[i]);
}

static void write_doubles(const char *name, const double *x, size_t count) {
    printf("%s double %zu\n", name, count);
    for (size_t i = 0; i < count; i++) printf("%a\n", x[i]);
}

static void elementwise(void) {
    enum { COUNT = 203 };
    float *x = floats(COUNT);
    for (size_t i = 0; i < COUNT; i++) x[i] *= i % 3 == 0 ? 12 : i % 3 == 1 ? 1 : 0x1p-12f;
    ckernels_tanh(CKERNELS_PLAIN, x, COUNT);
    write_floats("tanh", x, COUNT);

    float *gates = floats(4 * COUNT), *cell = floats(COUNT), *output = floats(COUNT);
    for (size_t i = 0; i < 4 * COUNT; i++) gates[i] *= 6;
    ckernels_lstm_update(CKERNELS_PLAIN, gates, COUNT, cell, output);
    write_floats("lstm_update cell", cell, COUNT);
    write_floats("lstm_update output", output, COUNT);

    const float *const rows[3] = {floats(48), NULL, floats(48)};
    float *mixed = floats(48);
    ckernels_mix(CKERNELS_PLAIN, floats(48), rows, (const float[]){0.5f, 2, -3}, mixed, 48);
    write_floats("mix", mixed, 48);
}

static void matrices(void) {
    double *y = doubles(ROWS);
    ckernels_matrix_vector(CKERNELS_PLAIN, floats(ROWS * COLUMNS), ROWS, COLUMNS, doubles(COLUMNS), 0.5, y);
    write_doubles("matrix_vector", y, ROWS);

    float *packed = floats(ckernels_packed_count(CKERNELS_PLAIN, ROWS, COLUMNS)), *sums = floats(LANES * ROWS);
    ckernels_pack_matrix(CKERNELS_PLAIN, floats(ROWS * COLUMNS), COLUMNS, ROWS, COLUMNS, packed);
    ckernels_packed_multiply(CKERNELS_PLAIN, packed, ROWS, COLUMNS, floats(LANES * COLUMNS), COLUMNS, LANES, sums, ROWS);
    write_floats("packed_multiply", sums, LANES * ROWS);

    for (size_t units = 1; units <= 13; units += 3) {
        size_t rows = units * CKERNELS_PANEL_ROWS;
        float *panels = floats(rows * COLUMNS), *product = floats(rows);
        ckernels_pack_panels(floats(rows * COLUMNS), rows, COLUMNS, 0, panels);
        ckernels_multiply_panels(CKERNELS_PLAIN, &(ckernels_panels){panels, rows, COLUMNS, 0}, floats(rows),
                                 floats(COLUMNS), product);
        write_floats("multiply_panels", product, rows);
    }

    // ARM has no variant that widens 16-bit floats, but lays them out.
    float *source = halves(32 * COLUMNS), *bits = floats(32 * COLUMNS);
    source[0] = 0x1p-20f, source[1] = -0x1p-14f, source[2] = 0;
    double are[] = {ckernels_are_halves(source, 32 * COLUMNS), ckernels_are_halves(floats(9), 9)};
    write_doubles("are_halves", are, 2);
    ckernels_pack_panels(source, 32, COLUMNS, 1, bits);
    double *packed_halves = doubles(32 * COLUMNS);
    for (size_t i = 0; i < 32 * COLUMNS; i++) packed_halves[i] = ((const uint16_t *)bits)[i];
    write_doubles("pack_panels halves", packed_halves, 32 * COLUMNS);
}

// The last of the lanes' columns are left to tables, of which some numbers are slight.
static void layers(int is_lstm, int in_pairs) {
    const size_t span = is_lstm ? CKERNELS_UNITS : CKERNELS_BLOCK, blocks = (ROWS + span - 1) / span;
    const size_t packed_count = blocks * COLUMNS * CKERNELS_BLOCK, used = COLUMNS - 9, tables = 5;
    float *packed = floats(packed_count), *bias = floats(blocks * CKERNELS_BLOCK);
    ckernels_pack(floats((is_lstm ? 4 : 1) * ROWS * COLUMNS), COLUMNS, 1, COLUMNS, ROWS, is_lstm, packed, COLUMNS, 0);
    uint32_t *pairs = memory(packed_count * sizeof(float) + CKERNELS_BLOCK * blocks * sizeof(uint32_t));
    ckernels_pack_pairs(packed, blocks, COLUMNS, pairs);
    ckernels_layer layer = {packed, in_pairs ? pairs : NULL, bias, COLUMNS, ROWS, is_lstm};

    double *cell = doubles(LANES * ROWS), *output = doubles(LANES * ROWS);
    ckernels_lane lanes[LANES];
    for (size_t l = 0; l < LANES; l++) {
        double *input = doubles(COLUMNS), *weights = doubles(tables);
        float *single = floats(COLUMNS + 1), *table = floats(blocks * tables * CKERNELS_BLOCK);
        float *rest = floats(blocks * tables * CKERNELS_BLOCK);
        for (size_t c = 0; c < COLUMNS; c++) single[c] = (float)input[c];
        single[COLUMNS] = 0;
        for (size_t c = 1; c < tables; c += 2) weights[c] /= 256;
        double *products = doubles(tables * blocks * CKERNELS_BLOCK);
        for (size_t i = 0; i < tables * blocks * CKERNELS_BLOCK; i++) products[i] += number() * 0x1p-26;
        ckernels_pack_table(products, blocks, tables, table, rest);
        lanes[l] = (ckernels_lane){input, single, table, rest, weights, tables, cell + l * ROWS, output + l * ROWS};
    }
    ckernels_layer_work work = {CKERNELS_PLAIN, layer, used, 2, lanes, LANES};
    ckernels_crew_run(ckernels_crew_start(2), ckernels_layer_piece, &work, (blocks + 1) / 2);
    const char *name = is_lstm ? in_pairs ? "lstm layer, bfloat16" : "lstm layer" : in_pairs ? "layer, bfloat16" : "layer";
    if (in_pairs) {  // Their sums are in single precision.
        float *rounded = floats(LANES * ROWS);
        for (size_t i = 0; i < LANES * ROWS; i++) rounded[i] = (float)output[i];
        write_floats(name, rounded, LANES * ROWS);
    } else {
        write_doubles(name, output, LANES * ROWS);
        write_doubles(name, cell, LANES * ROWS);
    }
}

static void attention(void) {
    const size_t size = 37, taps = 11, blocks = (size + CKERNELS_BLOCK - 1) / CKERNELS_BLOCK;
    float *packed = floats(blocks * taps * CKERNELS_BLOCK);
    ckernels_pack(floats(size * taps), taps, 1, taps, size, 0, packed, taps, 0);
    double *features = doubles(SYMBOLS * size), *energies = doubles(SYMBOLS), *weights = doubles(SYMBOLS);
    ckernels_lane windows[SYMBOLS];
    for (size_t s = 0; s < SYMBOLS; s++)
        windows[s] = (ckernels_lane){.input = doubles(taps), .output = features + s * size};
    ckernels_attention_work work = {
        CKERNELS_PLAIN, {packed, NULL, floats(blocks * CKERNELS_BLOCK), taps, size, 0}, windows, features, doubles(size),
        doubles(SYMBOLS * size), doubles(size), energies};
    ckernels_attention_piece pieces[] = {{&work, 0, 6}, {&work, 6, SYMBOLS - 6}};
    ckernels_crew_run(ckernels_crew_start(1), ckernels_attention_job, pieces, 2);
    write_doubles("attention", energies, SYMBOLS);
    ckernels_softmax(CKERNELS_PLAIN, SYMBOLS, energies, weights);
    write_doubles("softmax", weights, SYMBOLS);
}

static void convolutions(void) {
    enum { OUTPUTS = 2, TILES = 9, CHANNELS = 48, STEP = 3 };
    for (size_t points = 1; points <= CKERNELS_MOST_POINTS; points += 2) {
        size_t pairs = points / 2, outputs = points == 1 ? 1 : OUTPUTS, frames = (TILES * outputs + points) * STEP;
        ckernels_toom_cook plan = {outputs, points, floats(pairs + 1), floats(pairs * pairs + 1), floats(pairs + 1),
                                   floats(outputs * pairs + 1)};
        const float **rows = memory(frames * sizeof(float *));
        float **to = memory(frames * sizeof(float *));
        for (size_t i = 0; i < frames; i++) rows[i] = floats(CHANNELS);
        float *result = floats(frames * CHANNELS);
        for (size_t i = 0; i < frames; i++) to[i] = i % 7 == 6 ? NULL : result + i * CHANNELS;

        size_t stride = TILES * CHANNELS;
        float *values = floats(points * stride), *products = floats(points * TILES * CKERNELS_PANEL);
        ckernels_convolution_input(CKERNELS_PLAIN, &plan, rows, STEP, TILES, CHANNELS, 0.1f, values, CHANNELS, stride, 0);
        write_floats("convolution_input", values, points * stride);
        ckernels_rows target = {to, rows, 1, STEP};
        ckernels_convolution_output(CKERNELS_PLAIN, &plan, products, TILES * CKERNELS_PANEL, TILES, floats(CHANNELS),
                                    &target, 16, 32);
        write_floats("convolution_output", result, frames * CHANNELS);
    }

    enum { GROUPS = 3 };
    size_t rows = TILES + 31 + GROUPS;
    float *product = floats(rows * CKERNELS_PANEL), *x = floats((rows + GROUPS) * CHANNELS);
    ckernels_convolution_product(CKERNELS_PLAIN, x, TILES, CHANNELS, GROUPS, floats(GROUPS * CHANNELS * CKERNELS_PANEL),
                                 product);
    write_floats("convolution_product", product, TILES * CKERNELS_PANEL);
    uint32_t *words = memory((rows + GROUPS) * CHANNELS / 2 * sizeof(uint32_t));
    uint32_t *weights = memory(GROUPS * CHANNELS / 2 * CKERNELS_PANEL * sizeof(uint32_t));
    for (size_t i = 0; i < (rows + GROUPS) * CHANNELS / 2; i++)
        words[i] = ckernels_bfloat16(number()) << 16 | ckernels_bfloat16(number());
    for (size_t i = 0; i < GROUPS * CHANNELS / 2 * CKERNELS_PANEL; i++)
        weights[i] = ckernels_bfloat16(number()) << 16 | ckernels_bfloat16(number());
    ckernels_convolution_product_bfloat16(CKERNELS_PLAIN, words, TILES, CHANNELS, GROUPS, weights, product);
    write_floats("convolution_product_bfloat16", product, TILES * CKERNELS_PANEL);

    // What is rounded to 16 bits is the same everywhere.
    const float *row[] = {floats(CHANNELS)};
    uint16_t rounded[CHANNELS];
    double as_numbers[CHANNELS];
    ckernels_convolution_input(CKERNELS_PLAIN, &(ckernels_toom_cook){1, 1, row[0], row[0], (const float[]){1}, row[0]},
                               row, 1, 1, CHANNELS, 1, rounded, CHANNELS, CHANNELS, 1);
    for (size_t c = 0; c < CHANNELS; c++) as_numbers[c] = rounded[c];
    write_doubles("bfloat16", as_numbers, CHANNELS);

    const float *frames[TILES + 6];
    for (size_t i = 0; i < TILES + 6; i++) frames[i] = floats(CHANNELS);
    float narrow[TILES];
    ckernels_narrow_convolution(CKERNELS_PLAIN, frames, TILES, STEP, 3, CHANNELS, 0.2f, floats(3 * CHANNELS), 0.3f,
                                narrow, 1);
    write_floats("narrow_convolution", narrow, TILES);
}

static ckernels_panels panels(size_t rows, size_t columns) {
    float *source = floats(rows * columns), *packed = memory(rows * columns * sizeof(float));
    for (size_t i = 0; i < rows * columns; i++) source[i] *= 0.1f;
    ckernels_pack_panels(source, rows, columns, 0, packed);
    return (ckernels_panels){packed, rows, columns, 0};
}

// Forced, so that a difference does not go in again with every sample.
static void dilated_stack(ckernels_distribution distribution) {
    enum { LAYERS = 4, TAPS = 3, SIZE = 48, SAMPLES = 60, OUTPUTS = 6, PADDED = 16 };
    ckernels_dilated_layer layer[LAYERS];
    size_t ring = 0;
    for (size_t i = 0; i < LAYERS; i++) {
        ckernels_panels *taps = memory(TAPS * sizeof(ckernels_panels));
        for (size_t tap = 0; tap < TAPS; tap++) taps[tap] = panels(2 * SIZE, SIZE);
        layer[i] = (ckernels_dilated_layer){taps, panels(SIZE, SIZE), panels(SIZE, SIZE), floats(SIZE), (size_t)1 << i % 2,
                                            ring};
        ring += (TAPS - 1) * layer[i].dilation;
    }
    ckernels_dilated_stack stack = {.variant = CKERNELS_PLAIN, .layers = LAYERS, .taps = TAPS, .channels = SIZE,
        .units = SIZE, .skips = SIZE, .padded_outputs = PADDED, .outputs = OUTPUTS, .input = floats(OUTPUTS * SIZE),
        .input_bias = floats(SIZE), .layer = layer, .zeros = memory(2 * SIZE * sizeof(float)), .skip_bias = floats(SIZE),
        .head = panels(SIZE, SIZE), .last = panels(PADDED, SIZE), .head_bias = floats(SIZE), .last_bias = floats(PADDED),
        .distribution = distribution, .least_log_scale = -7, .temperature = 0.5f};
    float *noise = floats(2 * SAMPLES), *forced = floats(SAMPLES);
    for (size_t i = 0; i < 2 * SAMPLES; i++) noise[i] = 0.5f + 0.45f * noise[i];
    for (size_t i = 0; i < SAMPLES && distribution == CKERNELS_CATEGORIES; i++) forced[i] = (float)(i % OUTPUTS);
    ckernels_dilated_lane lane = {.condition = floats(SAMPLES * LAYERS * 2 * SIZE), .noise = noise, .forced = forced,
        .signal = floats(SAMPLES), .parameters = floats(SAMPLES * OUTPUTS),
        .pending = memory(ring * 2 * SIZE * sizeof(float)), .x = floats(LAYERS * SIZE), .z = floats(LAYERS * SIZE),
        .skip = floats(LAYERS * SIZE), .sums = floats(2 * SIZE), .sums2 = floats(2 * SIZE)};
    ckernels_dilated_run(ckernels_crew_start(1), &stack, &lane, 1, SAMPLES, 1);
    write_floats("dilated_run", lane.parameters, SAMPLES * OUTPUTS);
    write_floats("dilated_run signal", lane.signal, SAMPLES);
}

int main(void) {
    elementwise();
    matrices();
    for (int kind = 0; kind < 4; kind++) layers(kind % 2, kind / 2);
    attention();
    convolutions();
    dilated_stack(CKERNELS_LOGISTICS);
    dilated_stack(CKERNELS_GAUSSIAN);
    dilated_stack(CKERNELS_CATEGORIES);
    return 0;
}
