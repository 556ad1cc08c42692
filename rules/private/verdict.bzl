"""The checker's command line in actions; that of programs is in programs.bzl. No third file of the rules
knows it; docs/architecture.md states it."""

load(":home.bzl", "home")

CHECKER_TOOLCHAIN_TYPE = Label("//rules:checker_toolchain_type")
GOVERNANCE = Label("@governance//:governance")

# Two configurations of one target differ in paths alone, so they may share one cache entry.
_EXECUTION_REQUIREMENTS = {"supports-path-mapping": "1"}

def document_name(file, seen_from = None):
    """What findings call a file: its path in its own repository.

    Args:
        file: the File.
        seen_from: the File that is judged. A file of another repository than this one has that
            repository's name before its path, `@shared/greet/contract.json`: so manifests refer to it.
    Returns:
        string, the same in every configuration and output base.
    """
    repository, path = _repository_and_path(file)
    if not seen_from or repository == _repository_and_path(seen_from)[0]:
        return path
    return "@%s/%s" % (_module_name(repository), path)

def _repository_and_path(file):
    if file.short_path.startswith("../"):
        _, repository, path = file.short_path.split("/", 2)
        return repository, path
    return "", file.short_path

def _module_name(repository):
    # Canonical names have `~` or `+`, by Bazel's version: `shared+`, `shared~1.0`, and from a module
    # extension `shared++extension+name`.
    parts = repository.replace("~", "+").split("+")
    return parts[0] if len(parts) < 3 else parts[-1]

def pasteable(label):
    """A label as a user of the root module types it.

    Args:
        label: the Label.
    Returns:
        string.
    """
    text = str(label)
    return text.lstrip("@") if text.startswith(("@//", "@@//")) else text

def checker(ctx):
    """The checker that the toolchain gives.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
    Returns:
        CheckerInfo.
    """
    return ctx.toolchains[CHECKER_TOOLCHAIN_TYPE].checker

def _judge(ctx, checkers):
    # Toolchains may come from modules that are only depended on, and by a transition from anywhere. Who
    # made a file is not for them to say.
    tool = checker(ctx).tool
    if home(tool.executable.owner) not in checkers:
        fail(("%s: %s would judge it, which is no checker of the root module: add " +
              "governance.checker(target = \"%s\") to its MODULE.bazel, or leave out that toolchain") % (
            ctx.label,
            pasteable(tool.executable.owner),
            pasteable(tool.executable.owner),
        ))
    return tool

def _run(ctx, checkers, subcommand, mnemonic, progress_message, inputs, outputs, arguments):
    ctx.actions.run(
        executable = _judge(ctx, checkers),
        arguments = [subcommand, arguments],
        inputs = inputs,
        outputs = outputs,
        mnemonic = mnemonic,
        progress_message = progress_message,
        toolchain = CHECKER_TOOLCHAIN_TYPE,
        execution_requirements = _EXECUTION_REQUIREMENTS,
    )

def _add_input(args, role, file, name):
    args.add_all("--input", [role, name])
    args.add(file)

def split_policy(ctx, checkers, policy):
    """Splits the workspace's policy, so that a change of a level reaches gates and no verdict.

    Args:
        ctx: the rule's context.
        checkers: list of strings, as in GovernanceInfo.
        policy: File, the policy.
    Returns:
        (lists, levels): two Files.
    """
    lists = ctx.actions.declare_file(ctx.label.name + ".lists.json")
    levels = ctx.actions.declare_file(ctx.label.name + ".levels.json")
    args = ctx.actions.args()
    _add_input(args, "policy", policy, document_name(policy))
    args.add("--lists", lists)
    args.add("--levels", levels)
    _run(ctx, checkers, "policy", "GovernancePolicy", "Reading policy %{input}", [policy], [lists, levels], args)
    return lists, levels

def judge(ctx, subject, governance, inputs, update_command = None, crates = []):
    """Writes the verdict on a document and what belongs to it. The action succeeds whatever it finds.

    Args:
        ctx: the rule's context.
        subject: what is judged: "package", "contract", "workflow", "event" or "model".
        governance: GovernanceInfo.
        inputs: list of (role, File) or (role, File, name); first the document that is judged.
        update_command: what a user runs to record the document, or its module, as it is now.
        crates: list of strings, the crates that a module links from elsewhere, as NAME@VERSION.
    Returns:
        File, the verdict.
    """
    verdict = ctx.actions.declare_file(ctx.label.name + ".verdict.json")
    args = ctx.actions.args()
    args.add("--subject", subject)
    for each in inputs:
        role, file = each[0], each[1]
        name = each[2] if len(each) == 3 else document_name(file, seen_from = inputs[0][1])
        _add_input(args, role, file, name)
    args.add("--policy", governance.lists)
    args.add("--builder", governance.builder)
    if update_command:
        args.add("--update-command", update_command)
    args.add_all(crates, before_each = "--crate")
    args.add("--out", verdict)
    _run(
        ctx,
        governance.checkers,
        "verdict",
        "GovernanceVerdict",
        "Judging %{label}",
        [each[1] for each in inputs] + [governance.lists],
        [verdict],
        args,
    )
    return verdict

def sealed_name(name):
    """Where a microservice's module leaves the build.

    Args:
        name: the microservice's.
    Returns:
        string, below the Bazel package.
    """
    return "%s.sealed/%s.wasm" % (name, name)

def seal_module(ctx, governance, verdict, module, also, after):
    """Lets a core module out if its verdict is clean.

    Args:
        ctx: the rule's context.
        governance: GovernanceInfo.
        verdict: File, the verdict on the package.
        module: File, the module as its compiler made it.
        also: list of Files, the verdicts on what the package stands on.
        after: list of Files, what their gates let out. The gate waits for them, so that a fault is
            reported once, where it lies.
    Returns:
        (module, manifest): the sealed Files.
    """
    sealed_module = ctx.actions.declare_file(sealed_name(ctx.label.name))
    sealed_manifest = ctx.actions.declare_file(ctx.label.name + ".sealed/manifest.json")
    args = ctx.actions.args()
    args.add("--module", module)
    args.add("--out-module", sealed_module)
    args.add("--out-manifest", sealed_manifest)
    _gate(ctx, governance, verdict, args, [module] + after, also, [sealed_module, sealed_manifest])
    return sealed_module, sealed_manifest

def seal_document(ctx, governance, verdict, document, also, after):
    """Lets a document out if its verdict is clean.

    Args:
        ctx: the rule's context.
        governance: GovernanceInfo.
        verdict: File, the verdict on the document.
        document: File, as written.
        also: list of Files, the verdicts on what the document stands on.
        after: list of Files, what their gates let out, as for `seal_module`.
    Returns:
        File, the sealed document.
    """
    sealed = ctx.actions.declare_file("%s.sealed/%s" % (ctx.label.name, document.basename))
    args = ctx.actions.args()
    args.add("--document", document)
    args.add("--out-document", sealed)
    _gate(ctx, governance, verdict, args, [document] + after, also, [sealed])
    return sealed

def _gate(ctx, governance, verdict, args, inputs, also, outputs):
    args.add("--verdict", verdict)
    args.add("--levels", governance.levels)
    args.add_all(also, before_each = "--also")
    if governance.dev:
        args.add("--dev")
    if governance.today:
        args.add("--today", governance.today)
    _run(
        ctx,
        governance.checkers,
        "gate",
        "GovernanceGate",
        "Sealing %{label}",
        inputs + also + [verdict, governance.levels],
        outputs,
        args,
    )

def _add_verdicts(ctx, args, governance, verdicts):
    # A workspace has thousands: their paths go into a file.
    paths = ctx.actions.args()
    paths.set_param_file_format("multiline")
    paths.use_param_file("--verdicts-file=%s", use_always = True)
    paths.add_all(verdicts)
    args.add("--levels", governance.levels)
    if governance.dev:
        args.add("--dev")
    if governance.today:
        args.add("--today", governance.today)
    return [args, paths]

def _render(ctx, subcommand, progress_message, governance, verdicts, args, outputs, inputs = []):
    ctx.actions.run(
        executable = _judge(ctx, governance.checkers),
        arguments = [subcommand] + _add_verdicts(ctx, args, governance, verdicts),
        inputs = depset([governance.levels] + inputs, transitive = [verdicts]),
        outputs = outputs,
        mnemonic = "Governance" + subcommand.title(),
        progress_message = progress_message,
        toolchain = CHECKER_TOOLCHAIN_TYPE,
        execution_requirements = _EXECUTION_REQUIREMENTS,
    )

def register(ctx, governance, verdicts, after):
    """Judges packages together.

    Args:
        ctx: the rule's context.
        governance: GovernanceInfo.
        verdicts: depset of Files, on packages and all that they stand on.
        after: list of Files, what the packages' gates let out. The registry waits for them, so that
            a package's fault is reported once, where it lies.
    Returns:
        (report, registry): two Files. The report is made whatever the verdicts say.
    """
    report = ctx.actions.declare_file(ctx.label.name + ".report.txt")
    args = ctx.actions.args()
    args.add("--name", pasteable(ctx.label))
    args.add("--out-report", report)
    _render(ctx, "registry", "Reporting on %{label}", governance, verdicts, args, [report])

    registry = ctx.actions.declare_file(ctx.label.name + ".json")
    args = ctx.actions.args()
    args.add("--name", pasteable(ctx.label))
    args.add("--out-registry", registry)
    _render(ctx, "registry", "Registering %{label}", governance, verdicts, args, [registry], after)
    return report, registry

def render_sarif(ctx, governance, verdicts):
    """Renders verdicts as SARIF.

    Args:
        ctx: the rule's context.
        governance: GovernanceInfo.
        verdicts: depset of Files.
    Returns:
        File. It is made whatever the verdicts say.
    """
    sarif = ctx.actions.declare_file(ctx.label.name + ".sarif")
    args = ctx.actions.args()
    args.add("--format", "sarif")
    args.add("--out", sarif)
    _render(ctx, "report", "Collecting the findings of %{label}", governance, verdicts, args, [sarif])
    return sarif
