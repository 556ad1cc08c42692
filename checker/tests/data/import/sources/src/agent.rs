pub fn run() -> &'static str {
    ""
}
