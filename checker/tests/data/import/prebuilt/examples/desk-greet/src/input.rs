//! A second file, which is copied too.
