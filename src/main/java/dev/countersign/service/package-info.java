/**
 * The Countersign service: one package a feature, in rows; a feature imports only rows below its own. Start at {@link dev.countersign.service.CountersignNode}.
 */
@NullMarked
package dev.countersign.service;

import org.jspecify.annotations.NullMarked;
