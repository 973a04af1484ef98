/** The DID library on the command line. Start at {@link dev.countersign.samples.didcli.DidCli}. */
@NullMarked
package dev.countersign.samples.didcli;

import org.jspecify.annotations.NullMarked;
