package dev.countersign.protocol.transaction;

import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The payloads of TS12 section 4.3, by its four JSON Schemas. Members that a schema does not name are refused. */
final class ScaPayload {
    private static final List<String> FREQUENCIES = Arrays.asList(
            "INDA", "DAIL", "WEEK", "TOWK", "TWMN", "MNTH", "TOMN", "QUTR", "FOMN", "SEMI", "YEAR", "TYEA");

    private ScaPayload() {}

    static void payment(JsonMembers payload, Instant now) {
        payload.only(
                "transaction_id",
                "date_time",
                "payee",
                "pisp",
                "execution_date",
                "currency",
                "amount",
                "amount_estimated",
                "amount_earmarked",
                "sct_inst",
                "recurrence");
        transactionId(payload);
        JsonMembers payee = payload.object("payee");
        payee.text("name");
        payee.text("id");
        payee.optionalUri("logo");
        payee.optionalUri("website");
        payload.optionalObject("pisp").ifPresent(ScaPayload::provider);
        if (!payload.text("currency").matches("[A-Z]{3}")) {
            throw new MalformedInputException("TS12 4.3.1: currency (expected: three capital letters, ISO 4217)");
        }
        payload.number("amount");
        for (String name : Arrays.asList("amount_estimated", "amount_earmarked", "sct_inst")) {
            payload.optionalTruth(name);
        }
        optionalTime(payload, "date_time");
        payload.optionalObject("recurrence").ifPresent(ScaPayload::recurrence);
        if (payload.has("execution_date")) {
            if (payload.has("recurrence")) {
                throw new MalformedInputException("TS12 4.3.1: execution_date (expected: not with recurrence)");
            }
            if (payload.time("execution_date").isBefore(now)) {
                throw new MalformedInputException("TS12 4.3.1: execution_date (expected: not in the past)");
            }
        }
    }

    static void login(JsonMembers payload) {
        payload.only("transaction_id", "date_time", "service", "action");
        transactionId(payload);
        optionalTime(payload, "date_time");
        bounded(payload, "service", 100);
        payload.text("action");
        bounded(payload, "action", 140);
    }

    static void accountAccess(JsonMembers payload) {
        payload.only("transaction_id", "date_time", "aisp", "description");
        transactionId(payload);
        optionalTime(payload, "date_time");
        payload.optionalObject("aisp").ifPresent(ScaPayload::provider);
        bounded(payload, "description", 140);
    }

    static void emandate(JsonMembers payload, Instant now) {
        payload.only(
                "transaction_id",
                "date_time",
                "start_date",
                "end_date",
                "reference_number",
                "creditor_id",
                "purpose",
                "payment_payload");
        transactionId(payload);
        optionalTime(payload, "date_time");
        optionalTime(payload, "start_date");
        optionalTime(payload, "end_date");
        bounded(payload, "reference_number", 50);
        bounded(payload, "creditor_id", 50);
        bounded(payload, "purpose", 1_000);
        payload.optionalObject("payment_payload").ifPresent(payment -> payment(payment, now));
        if (!payload.has("purpose") && !payload.has("payment_payload")) {
            throw new MalformedInputException("TS12 4.3.4: purpose (expected: it or payment_payload)");
        }
    }

    private static void recurrence(JsonMembers recurrence) {
        optionalTime(recurrence, "start_date");
        optionalTime(recurrence, "end_date");
        recurrence.optionalInteger("number", 0, Long.MAX_VALUE);
        if (!FREQUENCIES.contains(recurrence.text("frequency"))) {
            throw new MalformedInputException("TS12 4.3.1: frequency (expected: one of " + FREQUENCIES + ")");
        }
        recurrence.optionalObject("mit_options").ifPresent(options -> {
            options.optionalTruth("amount_variable");
            options.optionalInteger("initial_amount_number", 0, Long.MAX_VALUE);
            for (String name : Arrays.asList("min_amount", "max_amount", "total_amount", "initial_amount", "apr")) {
                if (options.has(name)) {
                    options.number(name);
                }
            }
        });
    }

    private static void provider(JsonMembers provider) {
        provider.text("legal_name");
        provider.text("brand_name");
        provider.text("domain_name");
    }

    private static void transactionId(JsonMembers payload) {
        payload.text("transaction_id");
        bounded(payload, "transaction_id", 36);
    }

    private static void bounded(JsonMembers payload, String name, int maxCharacters) {
        payload.optionalText(name)
                .filter(text -> text.codePointCount(0, text.length()) > maxCharacters)
                .ifPresent(text -> {
                    throw new MalformedInputException(
                            "TS12 4.3: " + name + " (expected: at most " + maxCharacters + " characters)");
                });
    }

    private static void optionalTime(JsonMembers payload, String name) {
        if (payload.has(name)) {
            payload.time(name);
        }
    }
}
