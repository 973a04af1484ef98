package dev.countersign.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Figures of an invented contact centre, to be looked at. */
final class FixtureFigures {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final int[] COURSE = {
        0, 0, 0, 0, 0, 1, 4, 11, 28, 41, 46, 39, 30, 22, 35, 44, 40, 31, 19, 12, 7, 3, 1, 0
    };

    private FixtureFigures() {}

    /** A desk whose supervisor sees a busy day; {@code reports} fraud reports in it. */
    static void busyDay(FixtureDesk desk, int reports) {
        show(desk, course("PT1H", 16), reports);
    }

    /** A desk whose supervisor sees thirty days. */
    static void busyMonth(FixtureDesk desk) {
        show(desk, course("P1D", 30), 3);
    }

    /** Nothing was asked yet. */
    static void quietDay(FixtureDesk desk) {
        ObjectNode figures = Json.object();
        frame(figures, "PT1H");
        figures.set("totals", counts(0, 0));
        figures.putObject("time_to_verified").put("count", 0);
        figures.putObject("fallback").put("interactions", 0).put("of", 0);
        ArrayNode series = figures.putArray("series");
        Instant midnight = LocalDate.now(ZONE).atStartOfDay(ZONE).toInstant();
        for (int hour = 0; hour < 8; hour++) {
            series.addObject()
                    .put("from", midnight.plus(hour, ChronoUnit.HOURS).toString())
                    .set("counts", counts(0, 0));
        }
        figures.putArray("hours_of_day");
        figures.putArray("purposes");
        desk.answers("/api/v1/statistics", figures);
        desk.answers("/api/v1/fraud_reports", reports(0));
    }

    /** Three questions: too few for shares and percentiles. */
    static void firstQuestions(FixtureDesk desk) {
        ObjectNode figures = Json.object();
        frame(figures, "PT1H");
        figures.set("totals", counts(3, 0));
        figures.putObject("time_to_verified").put("count", 2);
        figures.putObject("fallback").put("interactions", 1).put("of", 3);
        ArrayNode series = figures.putArray("series");
        Instant midnight = LocalDate.now(ZONE).atStartOfDay(ZONE).toInstant();
        for (int hour = 0; hour < 8; hour++) {
            series.addObject()
                    .put("from", midnight.plus(hour, ChronoUnit.HOURS).toString())
                    .set("counts", counts(hour == 7 ? 3 : 0, 0));
        }
        figures.putArray("hours_of_day");
        figures.putArray("purposes")
                .addObject()
                .put("purpose", "verify_caller")
                .<ObjectNode>set("counts", counts(3, 0))
                .putObject("time_to_verified")
                .put("count", 2);
        desk.answers("/api/v1/statistics", figures);
        desk.answers("/api/v1/fraud_reports", reports(0));
    }

    private record Course(String step, ArrayNode series, long asked) {}

    private static Course course(String step, int length) {
        ArrayNode series = Json.object().putArray("series");
        LocalDate first = LocalDate.now(ZONE).minusDays(step.equals("P1D") ? length - 1L : 0);
        long asked = 0;
        for (int i = 0; i < length; i++) {
            Instant from = step.equals("P1D")
                    ? first.plusDays(i).atStartOfDay(ZONE).toInstant()
                    : first.atStartOfDay(ZONE).toInstant().plus(i, ChronoUnit.HOURS);
            int busy = step.equals("P1D") ? 300 + (i * 37) % 170 - (i % 7 > 4 ? 260 : 0) : COURSE[i];
            asked += busy;
            series.addObject().put("from", from.toString()).set("counts", counts(busy, i == length / 2 ? 1 : 0));
        }
        return new Course(step, series, asked);
    }

    private static void show(FixtureDesk desk, Course course, int reports) {
        ObjectNode figures = Json.object();
        frame(figures, course.step());
        figures.set("totals", counts(course.asked(), reports));
        figures.putObject("time_to_verified")
                .put("count", course.asked() * 8 / 10)
                .put("p50", "PT8.42S")
                .put("p95", "PT31.7S");
        figures.putObject("fallback")
                .put("interactions", course.asked() * 7 / 100)
                .put("of", course.asked() * 9 / 10);
        figures.set("series", course.series());
        ArrayNode hours = figures.putArray("hours_of_day");
        for (int hour = 0; hour < COURSE.length; hour++) {
            hours.addObject().put("hour", hour).set("counts", counts(COURSE[hour] * 21L, hour == 15 ? 2 : 0));
        }
        ArrayNode purposes = figures.putArray("purposes");
        purpose(purposes, "verify_caller", course.asked() * 62 / 100, 1)
                .put("count", 180)
                .put("p50", "PT7.9S")
                .put("p95", "PT28S");
        purpose(purposes, "change_address", course.asked() * 26 / 100, 0)
                .put("count", 70)
                .put("p50", "PT11.2S")
                .put("p95", "PT44S");
        purpose(purposes, "account_question", course.asked() * 12 / 100, 0).put("count", 4);
        desk.answers("/api/v1/statistics", figures);
        desk.answers("/api/v1/fraud_reports", reports(reports));
    }

    private static ObjectNode purpose(ArrayNode purposes, String name, long asked, long reported) {
        ObjectNode purpose = purposes.addObject().put("purpose", name);
        purpose.set("counts", counts(asked, reported));
        return purpose.putObject("time_to_verified");
    }

    private static void frame(ObjectNode figures, String step) {
        figures.put("since", Instant.now().minusSeconds(50_000).toString())
                .put("until", Instant.now().toString())
                .put("as_of", Instant.now().toString())
                .put("time_zone", "Europe/Madrid")
                .put("step", step);
    }

    private static ObjectNode counts(long asked, long reported) {
        long declined = asked / 20;
        long expired = asked / 12;
        long rejected = asked / 60;
        long undecided = asked / 90;
        long open = asked > 10 ? 2 : 0;
        long verified = Math.max(0, asked - reported - declined - expired - rejected - undecided - open);
        return Json.object()
                .put("asked", asked)
                .put("verified", verified)
                .put("declined", declined)
                .put("reported", Math.min(asked, reported))
                .put("rejected", rejected)
                .put("undecided", undecided)
                .put("expired", expired)
                .put("cancelled", 0)
                .put("open", open);
    }

    private static ObjectNode reports(int count) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        String[] channels = {"voice", "chat", "video"};
        for (int i = 0; i < count; i++) {
            items.addObject()
                    .put("challenge", "chl_" + i)
                    .put("interaction", "int_" + i)
                    .put("purpose", i % 2 == 0 ? "change_address" : "verify_caller")
                    .put("channel", channels[i % channels.length])
                    .put("direction", "inbound")
                    .put("agent", i == 1 ? "jonas.w" : "maria.k")
                    .put("open", i == 0)
                    .put(
                            "asked_at",
                            Instant.now().minusSeconds(600L + i * 4_000L).toString())
                    .put(
                            "reported_at",
                            Instant.now().minusSeconds(590L + i * 4_000L).toString());
        }
        return page;
    }
}
