# Writes OUT: `std::span<const EmbeddedFile> NAME()` in NAMESPACE, one entry a file,
# named by the file's stem. The header rules/embedded.hpp declares the type.
set(entries "")
foreach(file IN LISTS FILES)
  file(READ "${file}" text)
  get_filename_component(stem "${file}" NAME_WE)
  string(APPEND entries "    {\"${stem}\", R\"__DATA__(${text})__DATA__\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"rules/embedded.hpp\"

namespace ${NAMESPACE} {
std::span<const termijn::rules::EmbeddedFile> ${NAME}();

std::span<const termijn::rules::EmbeddedFile> ${NAME}() {
  static constexpr termijn::rules::EmbeddedFile files[] = {
${entries}  };
  return files;
}
}  // namespace ${NAMESPACE}
")
