@org.jspecify.annotations.NullMarked
package dev.countersign.bench.load;
