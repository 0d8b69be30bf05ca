#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop, which comes with `-sanitize=fuzzer`. Source: compiler-rt, lib/fuzzer/FuzzerInterface.h.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

#endif
