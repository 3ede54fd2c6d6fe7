#include <iostream>

int main() {
  std::cout << "termijn " TERMIJN_VERSION "\n";
  return 0;
}
