@echo off
rem Starts the Dawson command line. JAVA_HOME chooses the Java, DAWSON_OPTS adds options to it.
setlocal
set "DAWSON_JAVA=java"
if defined JAVA_HOME set "DAWSON_JAVA=%JAVA_HOME%\bin\java"
"%DAWSON_JAVA%" %DAWSON_OPTS% -cp "%~dp0..\lib\*" org.dawsonmri.cli.Dawson %*
exit /b %ERRORLEVEL%
