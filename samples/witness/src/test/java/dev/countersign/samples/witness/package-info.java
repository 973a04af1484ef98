/** Tests of the witness. */
package dev.countersign.samples.witness;
