#pragma once

/// Calls of malloc by this program so far, counted with glibc, in wasm and under AddressSanitizer.
long allocationCount();
