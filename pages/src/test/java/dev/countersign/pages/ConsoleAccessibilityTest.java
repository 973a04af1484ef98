package dev.countersign.pages;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen of the console: the rules of accessibility, and room for the words of every language. */
class ConsoleAccessibilityTest {
    static Set<String> screens() {
        return Screens.names();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void every_screen_keeps_the_rules_and_has_room_for_every_language(String name) throws IOException {
        Look.check(name, screen -> Screens.show(name, screen.desk(), screen.page()));
    }
}
