/** Messages over HTTP: the API's side and the wallet's. */
@NullMarked
package dev.countersign.service.message.web;

import org.jspecify.annotations.NullMarked;
