# A menu; the steps themselves are in crates/xtask.

default:
    @just --list

# Formatting and lints
check:
    cargo xtask check

# Every test but the slow ones
test:
    cargo test --workspace

# The slow tests too
slow:
    FIRSTHAND_SLOW=1 cargo test --workspace

# How fast is it?
bench:
    cargo bench --workspace

# What a change has to pass
ci:
    cargo xtask ci
