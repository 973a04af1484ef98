@org.jspecify.annotations.NullMarked
package dev.countersign.samples.verify;
