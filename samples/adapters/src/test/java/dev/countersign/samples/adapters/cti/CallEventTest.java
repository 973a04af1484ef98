package dev.countersign.samples.adapters.cti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallEventTest {
    private static final String NAMESPACE = "xmlns=\"http://www.ecma-international.org/standards/ecma-323/csta/ed6\"";

    @Test
    void other_events_are_nothing_to_do() {
        assertThat(parse("<DeliveredEvent " + NAMESPACE + "/>")).isInstanceOf(CallEvent.Other.class);
    }

    @Test
    void the_end_of_a_call_is_read() {
        assertThat(parse("<ConnectionClearedEvent " + NAMESPACE
                        + "><droppedConnection><callID>7</callID></droppedConnection></ConnectionClearedEvent>"))
                .isEqualTo(new CallEvent.Cleared("7"));
    }

    @Test
    void an_entity_that_would_read_a_file_is_refused() {
        malformed("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><EstablishedEvent " + NAMESPACE
                + "><establishedConnection><callID>&f;</callID></establishedConnection></EstablishedEvent>");
    }

    @Test
    void what_is_not_an_event_is_malformed() {
        malformed("");
        malformed("{}");
        malformed("<EstablishedEvent/>");
        malformed("<EstablishedEvent " + NAMESPACE + "/>");
    }

    @Test
    void numbers_are_read_as_telephone_systems_write_them() {
        assertThat(PhoneAddress.toE164("tel:+1-202-555-0143;phone-context=x")).isEqualTo("+12025550143");
        assertThat(PhoneAddress.toE164("sip:+12025550143@carrier.example;user=phone"))
                .isEqualTo("+12025550143");
        assertThat(PhoneAddress.toE164("0012025550143")).isEqualTo("+12025550143");
        assertThat(PhoneAddress.extension("sip:22343@pbx.bank.example")).isEqualTo("22343");
        assertThatThrownBy(() -> PhoneAddress.toE164("anonymous")).isInstanceOf(MalformedInputException.class);
    }

    private static CallEvent parse(String xml) {
        return CallEvent.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void malformed(String xml) {
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(MalformedInputException.class);
    }
}
