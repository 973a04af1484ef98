/**
 * The agent's page: my interactions, the one I am in, and what happens in it, live. The pages themselves are in {@code
 * META-INF/resources/console}: HTML, style and ES modules, with nothing built and nothing fetched from elsewhere. They
 * speak the first-party API; what only they need is here. Start at {@link dev.countersign.service.console.ShowDesk}.
 */
@NullMarked
package dev.countersign.service.console;

import org.jspecify.annotations.NullMarked;
