/** Tests of the whole service, and what all of them stand on. */
@NullMarked
package dev.countersign.service;

import org.jspecify.annotations.NullMarked;
