/** What helps where an author looks for the place of the own file: files beside it are named from `definitions/`. */
export const READ_LOCALLY =
  'read a file with local("files/x.sh"), a folder with localFolder("files"): paths are relative to definitions/';
