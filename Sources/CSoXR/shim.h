// libsoxr: resampling, the same code that librosa calls (LGPL-2.1-or-later, linked dynamically).
#include <soxr.h>
