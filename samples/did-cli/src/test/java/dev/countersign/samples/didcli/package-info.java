/** Tests of the command line. */
package dev.countersign.samples.didcli;
