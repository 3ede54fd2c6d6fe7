# What every target of termijn is built with. Warnings are a private matter:
# they never reach a user of the libraries.
add_library(termijn_build INTERFACE)
target_compile_features(termijn_build INTERFACE cxx_std_20)
target_compile_options(termijn_build INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

# Two warnings of GCC 12 that are false once it inlines std::string, std::variant and
# std::regex (GCC PR 105651 and PR 105562); the plain build of ./run test inlines nothing and
# later compilers are held to both.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(termijn_build INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

if(TERMIJN_SANITIZE)
  target_compile_options(termijn_build INTERFACE
    -fsanitize=${TERMIJN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(termijn_build INTERFACE -fsanitize=${TERMIJN_SANITIZE})
endif()

# A file of data becomes a function that returns its text, so that the program
# needs no folder of its own at run time.
function(termijn_embed target namespace)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "" "NAME" "FILES")
  set(out "${CMAKE_CURRENT_BINARY_DIR}/${ARG_NAME}.cpp")
  list(TRANSFORM ARG_FILES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE sources)
  add_custom_command(
    OUTPUT "${out}"
    COMMAND ${CMAKE_COMMAND} "-DOUT=${out}" "-DNAMESPACE=${namespace}" "-DNAME=${ARG_NAME}"
            "-DFILES=${sources}" -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${sources} "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    VERBATIM)
  # A library of its own: a command's output can only be compiled by a target of
  # the same folder.
  add_library(${ARG_NAME} OBJECT "${out}")
  target_include_directories(${ARG_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${ARG_NAME} PRIVATE termijn_build)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${ARG_NAME}>)
endfunction()
