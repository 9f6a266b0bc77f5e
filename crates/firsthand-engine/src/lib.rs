//! Reads piles of articles and runs the stages over them, on all cores.
