-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: db    Database: gateway
-- ------------------------------------------------------
-- Server version	8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;

--
-- Table structure for table `calls`
--

DROP TABLE IF EXISTS `calls`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `calls` (
  `id` int NOT NULL AUTO_INCREMENT,
  `user_id` varchar(64) DEFAULT NULL COMMENT 'who, or what; it\'s (',
  `prompt` longtext,
  `response` json DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `who` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

LOCK TABLES `calls` WRITE;
/*!40000 ALTER TABLE `calls` DISABLE KEYS */;
INSERT INTO `calls` VALUES (1,'ann','Say \"hi\"\nand it\'s done \\ now','{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"hi\\n\\\"x\\\"\"}}], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 2}}','2025-06-02 11:00:01'),(2,'bob','\'), (3,\'victim\',\'x\',\'{}\'); -- ','{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"No.\"}}]}','2025-06-02 11:00:02');
/*!40000 ALTER TABLE `calls` ENABLE KEYS */;
UNLOCK TABLES;
INSERT INTO `users` (`id`, `email`) VALUES (1,'a@example.org'),(2,NULL);
DELIMITER ;;
/*!50003 CREATE*/ /*!50003 TRIGGER `late` BEFORE INSERT ON `calls` FOR EACH ROW BEGIN
  INSERT INTO `calls` VALUES (1,'a','b','c','d');
END */;;
DELIMITER ;
-- Dump completed on 2025-06-03  1:00:00
