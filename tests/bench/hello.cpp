#include <cstdio>

// The least that a C++ program can do: the base of the start-up measurements.
int main() { return std::puts("hello") < 0 ? 1 : 0; }
