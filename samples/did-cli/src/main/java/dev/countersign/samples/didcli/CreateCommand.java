package dev.countersign.samples.didcli;

import picocli.CommandLine.Command;

/** {@code did create}: what is made is said by the next word. */
@Command(
        name = "create",
        description = "Creates a DID and its key.",
        synopsisSubcommandLabel = "METHOD",
        mixinStandardHelpOptions = true)
final class CreateCommand {}
