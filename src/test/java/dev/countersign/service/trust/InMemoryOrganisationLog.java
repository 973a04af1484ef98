package dev.countersign.service.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The log of an organisation's DID that lasts as long as the test. */
final class InMemoryOrganisationLog implements OrganisationLog {
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final List<Successor> successors = new ArrayList<>();
    private final List<Withdrawal> withdrawals = new ArrayList<>();
    private Optional<String> witnessFile = Optional.empty();

    @Override
    public void lock() {
        // A test is alone.
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public void append(int version, String line, Cause cause) {
        entries.put(version, new Entry(version, line, cause, Optional.empty()));
    }

    @Override
    public void publish(Instant at) {
        entries.replaceAll((version, entry) -> new Entry(
                version,
                entry.line(),
                entry.cause(),
                Optional.of(entry.publishedAt().orElse(at))));
    }

    @Override
    public void discardWaiting() {
        entries.values().removeIf(entry -> entry.publishedAt().isEmpty());
        successors.removeIf(successor -> !entries.containsKey(successor.version()));
    }

    @Override
    public Optional<String> witnessFile() {
        return witnessFile;
    }

    @Override
    public void saveWitnessFile(String file) {
        witnessFile = Optional.of(file);
    }

    @Override
    public void addSuccessor(Successor successor) {
        successors.add(successor);
    }

    @Override
    public List<Successor> due(Instant now) {
        return successors.stream()
                .filter(successor -> entries.get(successor.version())
                        .publishedAt()
                        .filter(at -> !at.plus(successor.delay()).isAfter(now))
                        .isPresent())
                .toList();
    }

    @Override
    public void settle(Successor successor, Instant at) {
        successors.remove(successor);
    }

    @Override
    public void withdraw(Withdrawal withdrawal, Cause cause) {
        withdrawals.add(withdrawal);
    }

    @Override
    public List<Withdrawal> withdrawals() {
        return List.copyOf(withdrawals);
    }
}
