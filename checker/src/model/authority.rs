//! What hosts offer to core modules: every function of WASI preview 1 and of `traverse_host`, with
//! its signature and the group that it is granted with.

pub const WASI: &str = "wasi_snapshot_preview1";
pub const TRAVERSE: &str = "traverse_host";

#[derive(Debug)]
pub struct HostFunction {
    pub module: &'static str,
    pub name: &'static str,
    /// None where no host says.
    pub signature: Option<&'static str>,
    pub group: Group,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Stdio,
    Event,
    Connector,
    Environ,
    Clock,
    Random,
    Filesystem,
    Network,
    /// Never granted.
    Withheld,
}

impl HostFunction {
    /// Whether the host interface names it and yet no runtime links it: a module that imports it never
    /// starts.
    pub fn is_unlinked(&self) -> bool {
        self.module == TRAVERSE && self.group == Group::Withheld
    }
}

impl Group {
    /// The group's name, as `authority.groups` and findings have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stdio => "stdio",
            Self::Event => "event",
            Self::Connector => "connector",
            Self::Environ => "environ",
            Self::Clock => "clock",
            Self::Random => "random",
            Self::Filesystem => "filesystem",
            Self::Network => "network",
            Self::Withheld => "withheld",
        }
    }

    /// The groups that a package asks for by name.
    pub const BY_NAME: [Self; 5] =
        [Self::Environ, Self::Clock, Self::Random, Self::Filesystem, Self::Network];

    /// The constraint that stands for the group, and the value that lets it be granted.
    pub fn constraint(self) -> (&'static str, &'static str) {
        match self {
            Self::Filesystem => ("filesystem_access", "sandbox_only"),
            Self::Network => ("network_access", "required"),
            _ => ("host_api_access", "exception_required"),
        }
    }
}

pub fn find(module: &str, name: &str) -> Option<&'static HostFunction> {
    FUNCTIONS.iter().find(|function| function.module == module && function.name == name)
}

const fn wasi(name: &'static str, signature: &'static str, group: Group) -> HostFunction {
    HostFunction { module: WASI, name, signature: Some(signature), group }
}

const fn traverse(
    name: &'static str,
    signature: Option<&'static str>,
    group: Group,
) -> HostFunction {
    HostFunction { module: TRAVERSE, name, signature, group }
}

#[rustfmt::skip]
pub const FUNCTIONS: &[HostFunction] = &[
    wasi("args_get", "(i32, i32) -> (i32)", Group::Environ),
    wasi("args_sizes_get", "(i32, i32) -> (i32)", Group::Environ),
    wasi("clock_res_get", "(i32, i32) -> (i32)", Group::Clock),
    wasi("clock_time_get", "(i32, i64, i32) -> (i32)", Group::Clock),
    wasi("environ_get", "(i32, i32) -> (i32)", Group::Environ),
    wasi("environ_sizes_get", "(i32, i32) -> (i32)", Group::Environ),
    wasi("fd_advise", "(i32, i64, i64, i32) -> (i32)", Group::Filesystem),
    wasi("fd_allocate", "(i32, i64, i64) -> (i32)", Group::Filesystem),
    wasi("fd_close", "(i32) -> (i32)", Group::Filesystem),
    wasi("fd_datasync", "(i32) -> (i32)", Group::Filesystem),
    wasi("fd_fdstat_get", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_fdstat_set_flags", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_fdstat_set_rights", "(i32, i64, i64) -> (i32)", Group::Filesystem),
    wasi("fd_filestat_get", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_filestat_set_size", "(i32, i64) -> (i32)", Group::Filesystem),
    wasi("fd_filestat_set_times", "(i32, i64, i64, i32) -> (i32)", Group::Filesystem),
    wasi("fd_pread", "(i32, i32, i32, i64, i32) -> (i32)", Group::Filesystem),
    wasi("fd_prestat_dir_name", "(i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_prestat_get", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_pwrite", "(i32, i32, i32, i64, i32) -> (i32)", Group::Filesystem),
    wasi("fd_read", "(i32, i32, i32, i32) -> (i32)", Group::Stdio),
    wasi("fd_readdir", "(i32, i32, i32, i64, i32) -> (i32)", Group::Filesystem),
    wasi("fd_renumber", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_seek", "(i32, i64, i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_sync", "(i32) -> (i32)", Group::Filesystem),
    wasi("fd_tell", "(i32, i32) -> (i32)", Group::Filesystem),
    wasi("fd_write", "(i32, i32, i32, i32) -> (i32)", Group::Stdio),
    wasi("path_create_directory", "(i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_filestat_get", "(i32, i32, i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_filestat_set_times", "(i32, i32, i32, i32, i64, i64, i32) -> (i32)", Group::Filesystem),
    wasi("path_link", "(i32, i32, i32, i32, i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_open", "(i32, i32, i32, i32, i32, i64, i64, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_readlink", "(i32, i32, i32, i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_remove_directory", "(i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_rename", "(i32, i32, i32, i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_symlink", "(i32, i32, i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("path_unlink_file", "(i32, i32, i32) -> (i32)", Group::Filesystem),
    wasi("poll_oneoff", "(i32, i32, i32, i32) -> (i32)", Group::Clock),
    wasi("proc_exit", "(i32) -> ()", Group::Stdio),
    wasi("proc_raise", "(i32) -> (i32)", Group::Withheld),
    wasi("random_get", "(i32, i32) -> (i32)", Group::Random),
    wasi("sched_yield", "() -> (i32)", Group::Withheld),
    wasi("sock_accept", "(i32, i32, i32) -> (i32)", Group::Network),
    wasi("sock_recv", "(i32, i32, i32, i32, i32, i32) -> (i32)", Group::Network),
    wasi("sock_send", "(i32, i32, i32, i32, i32) -> (i32)", Group::Network),
    wasi("sock_shutdown", "(i32, i32) -> (i32)", Group::Network),
    traverse("connector_invoke", Some("(i32, i32, i32, i32) -> (i32)"), Group::Connector),
    traverse("emit_event", Some("(i32, i32) -> (i32)"), Group::Event),
    // Named by the host interface, but linked by no runtime.
    traverse("capability_id", None, Group::Withheld),
    traverse("capability_version", None, Group::Withheld),
    traverse("execution_id", None, Group::Withheld),
    traverse("runtime_config", None, Group::Withheld),
    traverse("trace_context", None, Group::Withheld),
];
