# SPDX-License-Identifier: Apache-2.0
# Installation and the Debian package. The man page and the completions are written by the program itself, from the
# option tables it parses with.
include(GNUInstallDirs)

set(generated ${CMAKE_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${generated}/vitagraph.1 ${generated}/vitagraph.bash ${generated}/_vitagraph ${generated}/vitagraph.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${generated}
  COMMAND vitagraph --generate man > ${generated}/vitagraph.1
  COMMAND vitagraph --generate bash > ${generated}/vitagraph.bash
  COMMAND vitagraph --generate zsh > ${generated}/_vitagraph
  COMMAND vitagraph --generate fish > ${generated}/vitagraph.fish
  DEPENDS vitagraph
  COMMENT "Writing the man page and shell completions")
add_custom_target(manual ALL DEPENDS ${generated}/vitagraph.1)

install(TARGETS vitagraph RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ontology mappings DESTINATION ${CMAKE_INSTALL_DATADIR}/vitagraph)
install(FILES ${generated}/vitagraph.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/vitagraph.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME vitagraph)
install(FILES ${generated}/_vitagraph DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${generated}/vitagraph.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "vitagraph")
set(CPACK_PACKAGE_CONTACT "The vitagraph maintainers <maintainers@vitagraph.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
