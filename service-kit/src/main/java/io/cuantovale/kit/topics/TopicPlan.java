package io.cuantovale.kit.topics;

import io.cuantovale.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics the platform needs, with their settings. */
final class TopicPlan {
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    /** Topics that some service reads; only these have dead letters. */
    private static final Set<Topic> CONSUMED = EnumSet.of(
            Topic.SCRAPE_REQUESTED,
            Topic.LISTINGS_SCRAPED,
            Topic.LISTINGS_CLEANED,
            Topic.DATASETS_PUBLISHED,
            Topic.TRAINING_REQUESTED,
            Topic.TRAINING_TRIALS,
            Topic.MODELS_PUBLISHED,
            Topic.MODELS_PROMOTED,
            Topic.PREDICTIONS_SERVED,
            Topic.FEEDBACK_OBSERVED,
            Topic.PREDICTIONS_REQUESTED);

    private TopicPlan() {}

    static List<NewTopic> topics(int partitions, short replication) {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(new NewTopic(topic.topicName(), partitions, replication).configs(settings(topic)));
            if (CONSUMED.contains(topic)) {
                topics.add(new NewTopic(topic.deadLetterName(), 1, replication)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_LETTERS_KEPT.toMillis()))));
            }
        }
        return topics;
    }

    private static Map<String, String> settings(Topic topic) {
        Duration retention = topic.retention();
        String policy = topic.policy().cleanupPolicy();
        return retention == null
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        policy,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()));
    }
}
