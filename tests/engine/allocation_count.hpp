#pragma once

/// Calls of malloc by this program so far, where they can be counted: with glibc or under AddressSanitizer.
bool countsAllocations();
long allocationCount();
