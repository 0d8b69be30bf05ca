// libsndfile: WAV, FLAC and OGG in and out (LGPL-2.1-or-later, linked dynamically).
#include <sndfile.h>
